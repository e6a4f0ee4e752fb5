"""What several doors show alike: verdict marks, and numbers and dates as the reader writes them."""
