"""From lines to changes of the record: what each row is about, what is stored already, what cannot be true."""
