// The EF tool loads this assembly for its factories; there is nothing to run.
return;
