"""What did not come online: letters with their scans, whole batches, slips and corrections."""
