"""One module a revision; a module that was released is never changed."""
