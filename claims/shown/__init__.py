"""What several doors show alike: verdict marks, and numbers, dates and language pairs as the reader writes them."""
