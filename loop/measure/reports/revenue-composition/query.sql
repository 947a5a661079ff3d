-- Every line counted once, by kind: what adds up to the file and what counts as revenue.
SELECT
    toString(kind) AS kind,
    toUInt32(count()) AS lines,
    toFloat64(sum(amount)) AS amount
FROM order_lines FINAL
WHERE toDate(time, {zone:String}) BETWEEN {from:Date} AND {to:Date}
GROUP BY kind
ORDER BY kind
