"""Stories of the product, told through the local Slack."""
