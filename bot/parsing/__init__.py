"""The door's reading: command text, forms and filters become typed requests. Past it nobody sees a raw payload."""
