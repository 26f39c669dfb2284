"""Pages of what the office tells a person and makes for them."""
