"""What leaves the clinic on paper: the summary, the letter to the referring doctor, the plan of tests."""
