-- Orders that are in no sum of money, since nobody has given a rate for their currency and month; a return that names
-- no order counts as one.
SELECT currency, toUInt32(uniqExact(if(order_id = '', toString(time), order_id))) AS orders
FROM foreign_totals
WHERE counted = 0 AND time >= toDateTime({from:Date}, {zone:String}) AND time < toDateTime({to:Date} + 1, {zone:String})
GROUP BY currency
ORDER BY orders DESC, currency
