//! Valid messages, damaged at random.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use super::client::Client;
use super::messages::{call, cancel, get_ada, initialize, is_ada, ping, request};

/// How many lines are damaged.
const LINES: usize = 4000;

/// Where it begins. `FUZZ_SEED` names another place.
const SEED: u64 = 0x5eed_c1e2_c001_d00d;

/// Pseudo-random numbers (splitmix64), and where they began for who reads of a failure.
pub(super) struct Random {
    seed: u64,
    state: u64,
}

impl Random {
    pub(super) fn new() -> Self {
        let seed = std::env::var("FUZZ_SEED").map_or(SEED, |seed| seed.parse().expect("FUZZ_SEED is a whole number"));
        Self { seed, state: seed }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).expect("it fits")).expect("it fits")
    }

    fn byte(&mut self) -> u8 {
        // Half of the time one that means something.
        const TELLING: &[u8] = b"{}[]\":,\\\0\r\n\t -+.0eEtfnu\x7f\x80\xc3\xef\xff";
        match self.below(2) {
            0 => TELLING[self.below(TELLING.len())],
            _ => self.next().to_le_bytes()[0],
        }
    }

    /// A message that is valid, and changes nothing at Clerk.
    fn message(&mut self, id: &str) -> String {
        match self.below(8) {
            0 | 1 => get_ada(id),
            2 => {
                call(id, "getOrganization", &json!({ "include": [3, -0.5], "organizationId": "a\u{e9}\u{1f600}\\\"" }))
            }
            3 => request(&json!(id).to_string(), "tools/list", "{}"),
            4 => initialize(id),
            5 => ping(id),
            6 => cancel("no such request"),
            _ => r#"{"jsonrpc":"2.0","method":"notifications/initialized","params":{"_meta":{}}}"#.to_owned(),
        }
    }

    /// A message that was damaged in one place or a few.
    pub(super) fn damaged(&mut self, id: &str) -> Vec<u8> {
        let mut message = self.message(id).into_bytes();
        for _ in 0..=self.below(3) {
            let at = self.below(message.len());
            let to = (at + 1 + self.below(12)).min(message.len());
            match self.below(5) {
                0 if at < to => message[at] ^= 1 << self.below(8),
                1 => message.truncate(at),
                2 => drop(message.drain(at..to)),
                3 => message.insert(at, self.byte()),
                _ => {
                    let part = message[at..to].to_vec();
                    let place = self.below(message.len() + 1);
                    message.splice(place..place, part);
                }
            }
        }
        message
    }
}

impl Drop for Random {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("This was FUZZ_SEED={}", self.seed);
        }
    }
}

/// The members by which it is decided whether a line is answered.
#[derive(Deserialize)]
struct Members {
    jsonrpc: Value,
    #[serde(default, deserialize_with = "present")]
    id: Option<Value>,
    #[serde(default)]
    method: Value,
    #[serde(default, deserialize_with = "present")]
    result: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    error: Option<Value>,
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Whether a line must be answered: all but what is empty, a notification, or a response.
fn is_answered(line: &[u8]) -> bool {
    if line.trim_ascii().is_empty() {
        return false;
    }
    let is_object = line.trim_ascii_start().starts_with(b"{") && std::str::from_utf8(line).is_ok();
    let Some(members) = serde_json::from_slice::<Members>(line).ok().filter(|_| is_object) else { return true };
    let responds = members.result.is_some() || members.error.is_some();
    let notifies = members.id.is_none() && members.method.is_string() && !responds;
    let responds = responds && members.method.is_null() && members.id.is_none_or(|id| id.is_string() || id.is_i64());
    members.jsonrpc != "2.0" || !(notifies || responds)
}

#[test]
fn whatever_is_damaged_the_rest_is_answered() {
    let mut random = Random::new();
    let mut client = Client::initialized();
    let mut unanswered = 0;
    for round in 0..LINES / 20 {
        let mut text = Vec::new();
        let mut wanted = BTreeSet::new();
        for number in 0..20 {
            let damaged = random.damaged(&format!("damaged-{round}-{number}"));
            unanswered += damaged.split(|&byte| byte == b'\n').filter(|line| is_answered(line)).count();
            let valid = format!("valid {round}.{number}");
            let line = if number % 4 == 0 { get_ada(&*valid) } else { ping(&*valid) };
            wanted.insert(valid);
            text.extend([&damaged, b"\n".as_slice(), line.as_bytes(), b"\n"].concat());
        }
        client.write(text.clone());
        while !wanted.is_empty() || unanswered > 0 {
            let answer = client.hear();
            match answer["id"].as_str().filter(|id| id.starts_with("valid ")) {
                Some(id) => {
                    assert!(wanted.remove(id), "{id} is answered twice");
                    assert!(is_ada(&answer) || answer["result"] == json!({}), "{answer}");
                }
                None => {
                    let text = String::from_utf8_lossy(&text);
                    assert!(unanswered > 0, "nothing in this asks for {answer}:\n{text}");
                    unanswered -= 1;
                }
            }
        }
    }
    assert_eq!(client.end(), [] as [Value; 0]);
}
