-- Messages of one campaign by what happened to them; a message counts once for each.
SELECT
    toUInt32(uniqExactIf(delivery, name = 'Email Sent')) AS sent,
    toUInt32(uniqExactIf(delivery, name = 'Email Delivered')) AS delivered,
    toUInt32(uniqExactIf(delivery, name = 'Email Bounced')) AS bounced,
    toUInt32(uniqExactIf(delivery, name = 'Email Opened')) AS opened,
    toUInt32(uniqExactIf(delivery, name = 'Email Link Clicked')) AS clicked,
    toUInt32(uniqExactIf(delivery, name = 'Unsubscribed')) AS unsubscribed
FROM events
WHERE delivery > 0 AND JSONExtractString(properties, 'campaign') = {campaign:String}
