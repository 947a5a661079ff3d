-- Messages of one campaign by what their readers did; a message counts once for each.
SELECT
    toUInt32(uniqExactIf(delivery, name = 'Email Opened')) AS opened,
    toUInt32(uniqExactIf(delivery, name = 'Email Link Clicked')) AS clicked,
    toUInt32(uniqExactIf(delivery, name = 'Unsubscribed')) AS unsubscribed,
    toUInt32(uniqExactIf(delivery, name = 'Email Marked as Spam')) AS complained
FROM events
WHERE delivery > 0 AND JSONExtractString(properties, 'campaign') = {campaign:String}
