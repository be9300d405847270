//! Messages on standard input.

use scripted_server::Event;
use serde_json::{Value, json};

use super::clerk::SilentClerk;
use super::client::Client;
use super::messages::{
    Expected, INVALID_REQUEST, PARSE_ERROR, call, cancel, cases, get_ada, initialize, is_ada, ping, request,
};

/// Takes the answer under that id out of the answers.
fn take(answers: &mut Vec<Value>, id: &Value) -> Value {
    let place = answers.iter().position(|answer| answer["id"] == *id);
    answers.remove(place.unwrap_or_else(|| panic!("no answer under {id}: {answers:?}")))
}

#[test]
fn each_message_is_answered_for_itself_whichever_way_lines_end() {
    for end in ["\n", "\r\n"] {
        let mut client = Client::initialized();
        for (number, case) in cases().iter().enumerate() {
            let next = format!("after-{number}");
            client.write([&case.message, end.as_bytes(), get_ada(&*next).as_bytes(), end.as_bytes()].concat());
            let silent = matches!(case.expected, Expected::Taken | Expected::Dropped);
            let mut answers = client.hear_all(if silent { 1 } else { 2 });
            let shown = case.shown();
            assert!(is_ada(&take(&mut answers, &next.into())), "after {shown}");
            match &case.expected {
                Expected::Result(id) => assert!(take(&mut answers, id)["result"].is_object(), "{shown}"),
                Expected::Error(code, id) => assert_eq!(take(&mut answers, id)["error"]["code"], *code, "{shown}"),
                Expected::Taken | Expected::Dropped => assert!(answers.is_empty(), "{shown}: {answers:?}"),
            }
        }
        assert_eq!(client.end(), [] as [Value; 0]);
    }
}

#[test]
fn before_the_handshake_only_what_needs_none_is_answered() {
    let mut client = Client::new();
    for early in [get_ada(1), request("1", "tools/list", "{}"), call(1, "no such tool", &json!({}))] {
        assert_eq!(client.ask(&early)["error"]["code"], INVALID_REQUEST, "{early}");
    }
    for early in [r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, &cancel(1), "", "\r", " \t"] {
        client.say(early);
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
fn a_handshake_may_come_again() {
    let mut client = Client::initialized();
    client.say(&[get_ada(1), initialize(2), get_ada(3), initialize("initialize"), get_ada(4)].join("\n"));
    let mut answers = client.hear_all(5);
    for id in [1, 3, 4] {
        assert!(is_ada(&take(&mut answers, &id.into())));
    }
    assert!(answers.iter().all(|answer| answer["result"]["protocolVersion"] == "2025-11-25"), "{answers:?}");
    assert_eq!(client.end(), [] as [Value; 0]);
}

#[test]
fn an_id_that_is_taken_is_refused_and_nothing_is_lost() {
    let clerk = SilentClerk::new();
    let mut client = Client::of(&mut clerk.command(&["mcp"]));
    client.initialize();
    client.say(&get_ada(1));
    assert_eq!(clerk.next(), Event::Request);
    for again in [get_ada(1), ping(1), initialize(1), request("1", "no/such", "{}"), request("1.0", "ping", "{}")] {
        let refused = client.ask(&again);
        assert_eq!((&refused["id"], &refused["error"]["code"]), (&Value::Null, &json!(INVALID_REQUEST)), "{again}");
    }
    // Other ids than that one.
    for id in [json!("1"), json!(-1), json!(10)] {
        assert_eq!(client.ask(&ping(id.clone()))["id"], id);
    }
    client.say(&cancel(1));
    assert_eq!(clerk.next(), Event::HangUp);
    assert_eq!(client.end(), [] as [Value; 0]);

    // Calls that end are answered, each of them or with a refusal in its place.
    let mut client = Client::initialized();
    client.say(&vec![get_ada(1); 300].join("\n"));
    let answers = client.hear_all(300);
    let (own, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer["id"] == 1);
    assert!(!own.is_empty() && own.iter().all(|answer| is_ada(answer)), "{own:?}");
    assert!(refused.iter().all(|answer| answer["id"].is_null() && answer["error"]["code"] == INVALID_REQUEST));
    assert_eq!(client.end(), [] as [Value; 0]);
}

#[test]
fn only_a_call_that_runs_can_be_cancelled() {
    let clerk = SilentClerk::new();
    let mut client = Client::of(&mut clerk.command(&["mcp"]));
    client.initialize();
    assert_eq!(client.ask(&ping(1))["id"], 1);
    for id in [json!(404), json!("1"), json!(1), json!("initialize"), json!(null), json!(1.5), json!([1])] {
        client.say(&cancel(id));
    }
    // An id that was not taken when it was cancelled is free.
    assert_eq!(client.ask(&ping(404))["id"], 404);
    client.say(&get_ada(2));
    assert_eq!(clerk.next(), Event::Request);
    client.say(&[cancel(2), cancel(2), cancel(2)].join("\n"));
    assert_eq!(clerk.next(), Event::HangUp);
    assert_eq!(client.ask(&ping(2))["error"]["code"], INVALID_REQUEST);
    assert_eq!(client.ask(&ping(3))["id"], 3);
    assert_eq!(client.end(), [] as [Value; 0]);
}
