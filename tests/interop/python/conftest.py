"""The tested clients and transports."""

import importlib

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--clients", required=True, help="the module in `clients` whose libraries are installed")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "client" in metafunc.fixturenames:
        module = importlib.import_module(f"clients.{metafunc.config.getoption('clients')}")
        metafunc.parametrize("client", module.CLIENTS, ids=lambda client: client.name, scope="module")


@pytest.fixture(params=["stdio", "http"], scope="module")
def transport(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"
