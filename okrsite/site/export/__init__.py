"""The site in the forms of other tools: a workbook for spreadsheets, a cycle as a Markdown document."""
