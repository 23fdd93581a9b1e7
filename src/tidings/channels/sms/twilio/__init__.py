"""The HTTP API that Twilio made common: messages out, status callbacks and incoming texts signed by the account's token."""
