"""Names of companies in five languages, labelled by hand as one client's or two, before anything was tuned to them."""
