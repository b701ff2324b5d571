"""What rows are asked to be: conditions on columns, the codes that meet them, and the real rows behind them."""
