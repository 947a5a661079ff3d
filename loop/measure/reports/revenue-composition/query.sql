-- Every line counted once, by kind: what adds up to the file and what counts as revenue.
SELECT
    toString(kind) AS kind,
    toUInt32(sum(lines)) AS lines,
    toFloat64(sum(amount)) AS amount
FROM converted_totals
WHERE time >= toDateTime({from:Date}, {zone:String}) AND time < toDateTime({to:Date} + 1, {zone:String})
GROUP BY kind
ORDER BY kind
