"""Records as the spreadsheet that the import reads: `interfaces.md`, section 1, the other way round."""
