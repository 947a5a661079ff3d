-- What a channel cost on a day is known by day, channel, campaign and currency: a file that comes again with corrected amounts
-- replaces what it said before, where the amount in the key made it another row beside it. Rows of one file that are alike in
-- these are told apart by number, as they stood in it.
ALTER TABLE spend DROP CONSTRAINT spend_workspace_day_channel_campaign_amount_currency_occurr_key;
UPDATE spend SET occurrence = numbered.place
FROM (SELECT workspace, id, row_number() OVER (PARTITION BY workspace, day, channel, campaign, currency ORDER BY id) - 1 AS place FROM spend) AS numbered
WHERE spend.workspace = numbered.workspace AND spend.id = numbered.id;
ALTER TABLE spend ADD CONSTRAINT spend_place UNIQUE (workspace, day, channel, campaign, currency, occurrence);
