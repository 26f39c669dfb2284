"""The table of bad input: what each form is sent, and the sentence a person reads at the field."""
