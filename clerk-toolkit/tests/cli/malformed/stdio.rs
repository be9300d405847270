//! Messages on standard input.

use scripted_server::Event;
use serde_json::{Value, json};

use super::clerk::SilentClerk;
use super::client::Client;
use super::messages::{
    Expected, INVALID_REQUEST, PARSE_ERROR, call, cancel, cases, get_ada, initialize, is_ada, ping, request,
};

/// Removes the response with that id from the responses.
fn take(responses: &mut Vec<Value>, id: &Value) -> Value {
    let place = responses.iter().position(|response| response["id"] == *id);
    responses.remove(place.unwrap_or_else(|| panic!("no response has the id {id}: {responses:?}")))
}

#[test]
fn each_message_gets_its_own_response_with_either_line_break() {
    for end in ["\n", "\r\n"] {
        let mut client = Client::initialized();
        for (number, case) in cases().iter().enumerate() {
            let next = format!("after-{number}");
            client.write([&case.message, end.as_bytes(), get_ada(&*next).as_bytes(), end.as_bytes()].concat());
            let silent = matches!(case.expected, Expected::Accepted | Expected::Dropped);
            let mut responses = client.receive_all(if silent { 1 } else { 2 });
            let shown = case.shown();
            assert!(is_ada(&take(&mut responses, &next.into())), "after {shown}");
            match &case.expected {
                Expected::Result(id) => assert!(take(&mut responses, id)["result"].is_object(), "{shown}"),
                Expected::Error(code, id) => assert_eq!(take(&mut responses, id)["error"]["code"], *code, "{shown}"),
                Expected::Accepted | Expected::Dropped => assert!(responses.is_empty(), "{shown}: {responses:?}"),
            }
        }
        assert_eq!(client.end(), [] as [Value; 0]);
    }
}

#[test]
fn before_the_handshake_only_requests_that_do_not_need_it_succeed() {
    let mut client = Client::new();
    for early in [get_ada(1), request("1", "tools/list", "{}"), call(1, "no such tool", &json!({}))] {
        assert_eq!(client.ask(&early)["error"]["code"], INVALID_REQUEST, "{early}");
    }
    for early in [r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, &cancel(1), "", "\r", " \t"] {
        client.send(early);
    }
    assert_eq!(client.ask("{")["error"]["code"], PARSE_ERROR);
    assert_eq!(client.ask(&request("1", "initialize", "{}"))["id"], 1);
    assert_eq!(client.ask(&ping(2)), json!({ "jsonrpc": "2.0", "id": 2, "result": {} }));
    assert_eq!(client.ask(&get_ada(3))["error"]["code"], INVALID_REQUEST);
    client.initialize();
    assert!(is_ada(&client.ask(&get_ada(4))));
    assert_eq!(client.end(), [] as [Value; 0]);
}

#[test]
fn a_handshake_may_be_repeated() {
    let mut client = Client::initialized();
    client.send(&[get_ada(1), initialize(2), get_ada(3), initialize("initialize"), get_ada(4)].join("\n"));
    let mut responses = client.receive_all(5);
    for id in [1, 3, 4] {
        assert!(is_ada(&take(&mut responses, &id.into())));
    }
    assert!(responses.iter().all(|response| response["result"]["protocolVersion"] == "2025-11-25"), "{responses:?}");
    assert_eq!(client.end(), [] as [Value; 0]);
}

#[test]
fn an_id_in_use_is_rejected_and_no_response_is_lost() {
    let clerk = SilentClerk::new();
    let mut client = Client::of(&mut clerk.command(&["mcp"]));
    client.initialize();
    client.send(&get_ada(1));
    assert_eq!(clerk.next(), Event::Request);
    for again in [get_ada(1), ping(1), initialize(1), request("1", "no/such", "{}"), request("1.0", "ping", "{}")] {
        let rejected = client.ask(&again);
        assert_eq!((&rejected["id"], &rejected["error"]["code"]), (&Value::Null, &json!(INVALID_REQUEST)), "{again}");
    }
    // These ids differ from it.
    for id in [json!("1"), json!(-1), json!(10)] {
        assert_eq!(client.ask(&ping(id.clone()))["id"], id);
    }
    client.send(&cancel(1));
    assert_eq!(clerk.next(), Event::HangUp);
    assert_eq!(client.end(), [] as [Value; 0]);

    // Each line gets the call's result, or an error because the id was in use.
    let mut client = Client::initialized();
    client.send(&vec![get_ada(1); 300].join("\n"));
    let responses = client.receive_all(300);
    let (results, errors): (Vec<_>, Vec<_>) = responses.iter().partition(|response| response["id"] == 1);
    assert!(!results.is_empty() && results.iter().all(|response| is_ada(response)), "{results:?}");
    assert!(errors.iter().all(|response| response["id"].is_null() && response["error"]["code"] == INVALID_REQUEST));
    assert_eq!(client.end(), [] as [Value; 0]);
}

#[test]
fn only_a_running_call_can_be_cancelled() {
    let clerk = SilentClerk::new();
    let mut client = Client::of(&mut clerk.command(&["mcp"]));
    client.initialize();
    assert_eq!(client.ask(&ping(1))["id"], 1);
    for id in [json!(404), json!("1"), json!(1), json!("initialize"), json!(null), json!(1.5), json!([1])] {
        client.send(&cancel(id));
    }
    // Cancelling an id that is not in use does not reserve it.
    assert_eq!(client.ask(&ping(404))["id"], 404);
    client.send(&get_ada(2));
    assert_eq!(clerk.next(), Event::Request);
    client.send(&[cancel(2), cancel(2), cancel(2)].join("\n"));
    assert_eq!(clerk.next(), Event::HangUp);
    assert_eq!(client.ask(&ping(2))["error"]["code"], INVALID_REQUEST);
    assert_eq!(client.ask(&ping(3))["id"], 3);
    assert_eq!(client.end(), [] as [Value; 0]);
}
