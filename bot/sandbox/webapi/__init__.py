"""The Web API methods that the app uses, as strict as Slack's."""
