"""The look of the program: tokens of colour, type, space and shape, and what Qt is told of them."""
