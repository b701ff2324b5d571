"""What rain, snow, spray and dirt do to a picture, between its surfaces and the sensor."""
