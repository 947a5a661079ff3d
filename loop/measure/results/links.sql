-- Clicks of one campaign by link.
SELECT JSONExtractString(properties, 'url') AS url, toUInt32(uniqExact(delivery)) AS messages, toUInt32(count()) AS clicks
FROM events
WHERE delivery > 0 AND name = 'Email Link Clicked' AND JSONExtractString(properties, 'campaign') = {campaign:String}
GROUP BY url
ORDER BY messages DESC, url
LIMIT 100
