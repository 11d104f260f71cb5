"""The verbs: one module a noun, called as `campaigns.open(...)`."""
