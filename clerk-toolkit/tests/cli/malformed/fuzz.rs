//! Valid messages with random damage.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use super::client::Client;
use super::messages::{call, cancel, get_ada, initialize, is_ada, ping, request};

/// The number of cases for standard input. With about 20 lines each, more than 4000 lines are damaged.
const CASES: u32 = 210;

/// The seed, so that a run can be repeated. `PROPTEST_RNG_SEED` sets another one.
const SEED: u64 = 0x5eed_c1e2_c001_d00d;

pub(super) fn config(cases: u32) -> ProptestConfig {
    let mut config = ProptestConfig {
        cases,
        failure_persistence: None,
        // While a failure is minimized, a case can take as long as a missing response.
        max_shrink_time: 120_000,
        ..ProptestConfig::default()
    };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(SEED);
    }
    config
}

/// A message with damage. `Debug` shows it as text.
#[derive(Clone)]
pub(super) struct Damaged(pub(super) Vec<u8>);

impl fmt::Debug for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&String::from_utf8_lossy(&self.0), f)
    }
}

/// Valid messages that change nothing at Clerk, by their ids.
const TEMPLATES: [fn(&str) -> String; 8] = [
    |id| ping(id),
    |id| get_ada(id),
    |id| get_ada(id),
    |id| request(&json!(id).to_string(), "tools/list", "{}"),
    |_| cancel("no such request"),
    |_| r#"{"jsonrpc":"2.0","method":"notifications/initialized","params":{"_meta":{}}}"#.to_owned(),
    |id| initialize(id),
    |id| call(id, "getOrganization", &json!({ "include": [3, -0.5], "organizationId": "a\u{e9}\u{1f600}\\\"" })),
];

/// One change of a message. The positions are relative to its length.
#[derive(Debug, Clone)]
enum Damage {
    FlipBit { at: Index, bit: u8 },
    Truncate { at: Index },
    Delete { at: Index, length: usize },
    Insert { at: Index, byte: u8 },
    Copy { from: Index, length: usize, to: Index },
}

impl Damage {
    fn apply(&self, message: &mut Vec<u8>) {
        let range = |at: &Index, length: usize| {
            let start = at.index(message.len().max(1));
            start..(start + length).min(message.len())
        };
        match self {
            Self::FlipBit { at, bit } => {
                let range = range(at, 1);
                message[range].iter_mut().for_each(|byte| *byte ^= 1 << bit);
            }
            Self::Truncate { at } => message.truncate(at.index(message.len() + 1)),
            Self::Delete { at, length } => drop(message.drain(range(at, *length))),
            Self::Insert { at, byte } => message.insert(at.index(message.len() + 1), *byte),
            Self::Copy { from, length, to } => {
                let part = message[range(from, *length)].to_vec();
                let to = to.index(message.len() + 1);
                message.splice(to..to, part);
            }
        }
    }
}

fn damage() -> impl Strategy<Value = Damage> {
    // Bytes with a meaning in JSON, in UTF-8 or between messages.
    let meaningful = select(b"{}[]\":,\\\0\r\n\t -+.0eEtfnu\x7f\x80\xc3\xef\xff".as_slice());
    let (at, byte, length) = (any::<Index>, prop_oneof![meaningful, any::<u8>()], || 1_usize..=12);
    prop_oneof![
        (at(), 0_u8..8).prop_map(|(at, bit)| Damage::FlipBit { at, bit }),
        at().prop_map(|at| Damage::Truncate { at }),
        (at(), length()).prop_map(|(at, length)| Damage::Delete { at, length }),
        (at(), byte).prop_map(|(at, byte)| Damage::Insert { at, byte }),
        (at(), length(), at()).prop_map(|(from, length, to)| Damage::Copy { from, length, to }),
    ]
}

/// A message with one to three damages.
pub(super) fn damaged() -> impl Strategy<Value = Damaged> {
    // Ids that repeat within a case are allowed: a request with the id of a running one gets an error.
    let message =
        (0..TEMPLATES.len(), 0..20_u8).prop_map(|(template, id)| TEMPLATES[template](&format!("damaged-{id}")));
    (message, vec(damage(), 1..=3)).prop_map(|(message, damages)| {
        let mut message = message.into_bytes();
        damages.iter().for_each(|damage| damage.apply(&mut message));
        Damaged(message)
    })
}

/// The members that decide whether a line gets a response.
#[derive(Deserialize)]
struct Members {
    jsonrpc: Value,
    #[serde(default, deserialize_with = "deserialize_some")]
    id: Option<Value>,
    #[serde(default)]
    method: Value,
    #[serde(default, deserialize_with = "deserialize_some")]
    result: Option<Value>,
    #[serde(default, deserialize_with = "deserialize_some")]
    error: Option<Value>,
}

fn deserialize_some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Whether a line gets a response: all lines do, except blank ones, notifications and responses.
fn gets_response(line: &[u8]) -> bool {
    if line.trim_ascii().is_empty() {
        return false;
    }
    let is_object = line.trim_ascii_start().starts_with(b"{") && std::str::from_utf8(line).is_ok();
    let Some(members) = serde_json::from_slice::<Members>(line).ok().filter(|_| is_object) else { return true };
    let has_outcome = members.result.is_some() || members.error.is_some();
    let is_notification = members.id.is_none() && members.method.is_string() && !has_outcome;
    let has_response_id = members.id.is_none_or(|id| id.is_string() || id.is_i64());
    let is_response = has_outcome && members.method.is_null() && has_response_id;
    members.jsonrpc != "2.0" || !(is_notification || is_response)
}

/// Sends the damaged messages, each followed by a valid one, and checks that every line gets its response.
fn check(client: &mut Client, damaged: &[Damaged]) {
    let mut text = Vec::new();
    let mut errors = 0;
    let mut valid = BTreeSet::new();
    for (number, Damaged(damaged)) in damaged.iter().enumerate() {
        errors += damaged.split(|&byte| byte == b'\n').filter(|line| gets_response(line)).count();
        let id = format!("valid {number}");
        let line = if number % 4 == 0 { get_ada(&*id) } else { ping(&*id) };
        valid.insert(id);
        text.extend([damaged, b"\n".as_slice(), line.as_bytes(), b"\n"].concat());
    }
    client.write(text);
    while !valid.is_empty() || errors > 0 {
        let response = client.receive();
        match response["id"].as_str().filter(|id| id.starts_with("valid ")) {
            Some(id) => {
                assert!(valid.remove(id), "{id} has two responses");
                assert!(is_ada(&response) || response["result"] == json!({}), "{response}");
            }
            None => {
                assert!(errors > 0, "no line asks for {response}");
                errors -= 1;
            }
        }
    }
}

#[test]
fn damaged_lines_do_not_affect_other_lines() {
    // A case that fails leaves no client behind, so that the next one starts with a new server.
    let clients = RefCell::new(None);
    proptest!(config(CASES), |(damaged in vec(damaged(), 1..40))| {
        let mut client = clients.take().unwrap_or_else(Client::initialized);
        check(&mut client, &damaged);
        clients.replace(Some(client));
    });
    let client = clients.take().expect("the last case succeeded");
    assert_eq!(client.end(), [] as [Value; 0]);
}
