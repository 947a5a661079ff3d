-- Every line counted once, by kind: what adds up to the file and what counts as revenue.
SELECT
    toString(kind) AS kind,
    toUInt32(sum(lines)) AS lines,
    toFloat64(sum(amount)) AS amount
FROM converted_totals
WHERE toDate(time, {zone:String}) BETWEEN {from:Date} AND {to:Date}
GROUP BY kind
ORDER BY kind
