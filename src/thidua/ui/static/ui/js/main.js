/* Everything that makes a page quicker to use; every page works without it. */
