//! The loop: ask the model, run the tools that it calls, tell it what came out, until it has nothing more to call.

use std::env;
use std::error::Error;
use std::fmt;

use clerk_toolkit::ClerkToolkit;
use clerk_toolkit::formats::{Strict, openai_chat};
use clerk_toolkit::serde_json::{self, Value, json};

use crate::scripted_model::ScriptedModel;

/// An endpoint that speaks the OpenAI Chat Completions API.
pub struct Model {
    http: reqwest::Client,
    base_url: String,
    api_key: String,
    name: String,
    /// Keeps the scripted model's server running.
    scripted: Option<ScriptedModel>,
}

impl Model {
    /// The real endpoint where `OPENAI_API_KEY` is set, or else the scripted one.
    pub async fn from_env() -> Result<Self, Box<dyn Error>> {
        let Ok(api_key) = env::var("OPENAI_API_KEY") else {
            let http = reqwest::Client::builder().no_proxy().build()?;
            let scripted = ScriptedModel::start().await?;
            let (base_url, name) = (scripted.base_url(), "scripted".to_owned());
            return Ok(Self { http, base_url, api_key: String::new(), name, scripted: Some(scripted) });
        };
        let base_url = env::var("OPENAI_BASE_URL").unwrap_or_else(|_| "https://api.openai.com/v1".to_owned());
        let name = env::var("OPENAI_MODEL").unwrap_or_else(|_| "gpt-4.1-mini".to_owned());
        Ok(Self { http: reqwest::Client::new(), base_url, api_key, name, scripted: None })
    }

    /// The model's next message.
    async fn next(&self, messages: &[Value], tools: &[Value]) -> Result<Value, Box<dyn Error>> {
        let request = json!({ "model": self.name, "messages": messages, "tools": tools });
        let url = format!("{}/chat/completions", self.base_url.trim_end_matches('/'));
        let response = self.http.post(url).bearer_auth(&self.api_key).json(&request).send().await?;
        let status = response.status();
        let text = response.text().await?;
        let mut answer: Value = serde_json::from_str(&text).unwrap_or_default();
        match answer.pointer_mut("/choices/0/message") {
            Some(message) => Ok(message.take()),
            None => Err(format!("the model answered HTTP {status}: {text}").into()),
        }
    }
}

impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.scripted {
            Some(_) => write!(f, "a SCRIPTED one at {}: set OPENAI_API_KEY to ask a real one", self.base_url),
            None => write!(f, "{} at {}", self.name, self.base_url),
        }
    }
}

/// Works on the task until the model has nothing more to call.
pub async fn run(model: &Model, toolkit: &ClerkToolkit, task: &str) -> Result<(), Box<dyn Error>> {
    const MOST_TURNS: usize = 20;

    println!("task      {task}\n");
    let tools = openai_chat::tools(toolkit.all_tools(), Strict::Never);
    let system = toolkit.inject_session_claims("You look after a Clerk instance. When a tool fails, mend the call.");
    let mut messages = vec![json!({ "role": "system", "content": system }), json!({ "role": "user", "content": task })];

    for _ in 0..MOST_TURNS {
        let message = model.next(&messages, &tools).await?;
        messages.push(message.clone());
        let calls = openai_chat::calls(&message)?;
        if calls.is_empty() {
            println!("answer    {}", message["content"].as_str().unwrap_or_default());
            return Ok(());
        }
        for call in calls {
            let arguments = call.arguments.as_ref().map_or_else(ToString::to_string, Value::to_string);
            println!("call      {} {}", call.name, shorten(&arguments));
            let outcome = call.run(toolkit).await;
            match &outcome {
                Ok(answer) => println!("  ok      {}\n", shorten(&answer.to_string())),
                Err(error) => println!("  failed  {error}\n"),
            }
            messages.push(openai_chat::result(&call, &outcome));
        }
    }
    Err(format!("the model was not done after {MOST_TURNS} turns").into())
}

/// As much of a text as a terminal shows in two lines.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 150;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
