"""The pages' tests would see a variable that a view forgot."""

import pytest
from django.template import Context, Template


def test_undefined_variable_fails():
    with pytest.raises(pytest.fail.Exception, match="Undefined template variable 'forgotten'"):
        Template("{{ forgotten }}").render(Context())


def test_optional_variable_may_be_asked_for():
    asked = Template("{% if forgotten %}x{% endif %}{% firstof forgotten 'y' %}")

    assert asked.render(Context()) == "y"
