    SELECT sku, kind, currency, time, description, quantity, amount, orders
    FROM product_months
    WHERE build IN {builds:Array(UInt64)} AND time >= first_month AND time < end_month
    UNION ALL
