"""How the weights were made; never imported at run time (extra ``train``)."""
