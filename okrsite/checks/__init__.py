"""Problems → what a person or a program reads of them. (The rules of method will stand here too.)"""
