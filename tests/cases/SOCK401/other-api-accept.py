# What is accepted is no connection.
class Offers:
    def accept(self) -> tuple[str, int]:
        return "all", 7


def decide(offers: Offers) -> int:
    name, number = offers.accept()
    print(name)
    return number
