"""Cost figures, and what AWS calculates from them: filters, cost categories, sums. All amounts are whole numbers of
10^-10 USD, so sums are exact."""
