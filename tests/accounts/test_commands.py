"""The commands that make an operator and help people of several towns."""

from sqlalchemy import select

from app.accounts.models import User
from tests.accounts.people import PASSWORD, account

ARGUMENTS = ["create-operator", "--username", "Provoz", "--password", PASSWORD]


def test_an_empty_database_gets_an_operator(app, client):
    result = app.test_cli_runner().invoke(args=ARGUMENTS)
    assert result.exit_code == 0, result.output
    client.submit("accounts.sign_in", username="provoz", password=PASSWORD)
    assert client.read("towns.browse").status_code == 200


def test_the_environment_may_name_the_operator(app, stored):
    environment = {"OPERATOR_USERNAME": "provoz", "OPERATOR_PASSWORD": PASSWORD}
    app.test_cli_runner().invoke(args=["create-operator"], env=environment)
    assert stored(select(User.username, User.is_operator))


def test_a_database_with_accounts_gets_none(app, make, stored):
    make.mentor(make.town())
    result = app.test_cli_runner().invoke(args=ARGUMENTS)
    assert result.exit_code == 1
    assert stored(select(User).where(User.is_operator)) == []


def test_unless_it_is_wanted(app, make, stored):
    make.mentor(make.town())
    assert app.test_cli_runner().invoke(args=[*ARGUMENTS, "--force"]).exit_code == 0
    assert len(stored(select(User).where(User.is_operator))) == 1


def test_a_weak_password_makes_no_operator(app, stored):
    weak = ["create-operator", "--username", "provoz", "--password", "heslo"]
    assert app.test_cli_runner().invoke(args=weak).exit_code == 1
    assert stored(select(User)) == []


def test_a_person_of_several_towns_gets_a_link_from_the_operator(app, client, make):
    user = account()
    make.assistant(make.town("Bělá"), user=user)
    make.assistant(make.town("Adamov"), user=user)
    result = app.test_cli_runner().invoke(args=["password-link", "alena"])
    assert client.browser.get(result.stdout.strip()).status_code == 200
    assert "adresu serveru" in result.stderr
    assert "7 dní" in result.stderr


def test_an_operator_is_told_how_to_get_in_again(app, make, stored):
    make.saved(account("provoz", is_operator=True))
    result = app.test_cli_runner().invoke(args=["password-link", "provoz"])
    assert result.exit_code == 1
    assert "create-operator --force" in result.stderr


def test_nobody_gets_a_link_for_a_name_that_does_not_exist(app):
    assert app.test_cli_runner().invoke(args=["password-link", "nikdo"]).exit_code == 1
