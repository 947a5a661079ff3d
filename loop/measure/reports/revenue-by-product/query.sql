-- Net revenue by product; the description is one of those used. Returned lines without a code cannot be tied to a product.
-- The best are found by their sums alone, which is cheap; only they are looked at closely.
WITH best AS (
    SELECT sku
    FROM converted_products
    WHERE kind IN ('sale', 'return')
    GROUP BY sku
    ORDER BY round(sum(amount)) DESC, sku
    LIMIT {limit:UInt32}
)
SELECT
    if(sku = '', '?', sku) AS sku,
    toString(anyIf(description, description != '')) AS product,
    toUInt32(uniqExactMergeIf(orders, kind = 'sale')) AS orders,
    toFloat64(sum(quantity)) AS units,
    toFloat64(round(sum(amount))) AS net
FROM converted_products
WHERE kind IN ('sale', 'return') AND converted_products.sku IN (SELECT sku FROM best)
GROUP BY sku
ORDER BY net DESC, sku
