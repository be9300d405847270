//! The agent loop: ask the model, run the tools that it calls, and send it the results, until it calls no more tools.

use std::env;
use std::error::Error;
use std::fmt;

use clerk_toolkit::ClerkToolkit;
use clerk_toolkit::formats::{Strict, openai_chat};
use clerk_toolkit::serde_json::{self, Value, json};

use crate::scripted_model::ScriptedModel;

/// An endpoint with the OpenAI Chat Completions API.
pub struct Model {
    http: reqwest::Client,
    base_url: String,
    api_key: String,
    name: String,
    /// Keeps the scripted model's server running.
    scripted: Option<ScriptedModel>,
}

impl Model {
    /// The real endpoint if `OPENAI_API_KEY` is set, otherwise the scripted one.
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
        let mut completion: Value = serde_json::from_str(&text).unwrap_or_default();
        match completion.pointer_mut("/choices/0/message") {
            Some(message) => Ok(message.take()),
            None => Err(format!("the model returned HTTP {status}: {text}").into()),
        }
    }
}

impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.scripted {
            Some(_) => write!(f, "a SCRIPTED model at {}; set OPENAI_API_KEY to use a real one", self.base_url),
            None => write!(f, "{} at {}", self.name, self.base_url),
        }
    }
}

/// Works on the task until the model calls no more tools.
pub async fn run(model: &Model, toolkit: &ClerkToolkit, task: &str) -> Result<(), Box<dyn Error>> {
    const MAX_TURNS: usize = 20;

    println!("task      {task}\n");
    let tools = openai_chat::tools(toolkit.all_tools(), Strict::Never);
    let system =
        toolkit.inject_session_claims("You manage a Clerk instance. If a tool call fails, correct it and try again.");
    let mut messages = vec![json!({ "role": "system", "content": system }), json!({ "role": "user", "content": task })];

    for _ in 0..MAX_TURNS {
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
                Ok(output) => println!("  ok      {}\n", shorten(&output.to_string())),
                Err(error) => println!("  failed  {error}\n"),
            }
            messages.push(openai_chat::result(&call, &outcome));
        }
    }
    Err(format!("the model did not finish within {MAX_TURNS} turns").into())
}

/// Cuts a text to about two lines of a terminal.
fn shorten(text: &str) -> String {
    const MAX_CHARACTERS: usize = 150;
    match text.char_indices().nth(MAX_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
