//! The clients: where each keeps its servers, in which form, and how it is told of a secret.

use std::env;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::config::Format;
use crate::failure::Failure;

/// A program that starts MCP servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Client {
    /// Claude Desktop
    ClaudeDesktop,
    /// Claude Code
    ClaudeCode,
    /// Cursor
    Cursor,
    /// Visual Studio Code
    Vscode,
    /// Windsurf
    Windsurf,
    /// Gemini CLI
    GeminiCli,
    /// Codex
    Codex,
}

/// How an entry is given the secret key without holding it.
pub(super) enum Reference {
    /// It cannot be: the client passes on nothing but what stands in the entry.
    None,
    /// By a value in `env` that the client replaces.
    Value(&'static str),
    /// By the variable's name in `env_vars`, which the client passes on.
    Forwarded,
    /// By an input that the client asks for and remembers.
    Asked,
}

impl Client {
    /// What people call it.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::ClaudeDesktop => "Claude Desktop",
            Self::ClaudeCode => "Claude Code",
            Self::Cursor => "Cursor",
            Self::Vscode => "VS Code",
            Self::Windsurf => "Windsurf",
            Self::GeminiCli => "Gemini CLI",
            Self::Codex => "Codex",
        }
    }

    pub(super) const fn format(self) -> Format {
        match self {
            Self::Codex => Format::Toml,
            _ => Format::Json,
        }
    }

    /// Under which key of the file the servers are.
    pub(super) const fn servers(self) -> &'static str {
        match self {
            Self::Vscode => "servers",
            Self::Codex => "mcp_servers",
            _ => "mcpServers",
        }
    }

    /// Whether an entry says that the server speaks on standard input and output.
    pub(super) const fn has_type(self) -> bool {
        matches!(self, Self::ClaudeCode | Self::Vscode)
    }

    pub(super) const fn reference(self) -> Reference {
        match self {
            Self::ClaudeDesktop => Reference::None,
            Self::ClaudeCode => Reference::Value("${CLERK_SECRET_KEY}"),
            Self::Cursor | Self::Windsurf => Reference::Value("${env:CLERK_SECRET_KEY}"),
            Self::GeminiCli => Reference::Value("$CLERK_SECRET_KEY"),
            Self::Vscode => Reference::Asked,
            Self::Codex => Reference::Forwarded,
        }
    }

    /// What the client would take for a variable in a command or an argument.
    const fn variable(self) -> Option<&'static str> {
        match self {
            Self::ClaudeDesktop | Self::Codex => None,
            Self::GeminiCli => Some("$"),
            _ => Some("${"),
        }
    }

    /// Refuses what the client would change before it starts the server.
    pub(super) fn check_argument(self, argument: &str) -> Result<(), Failure> {
        match self.variable() {
            Some(variable) if argument.contains(variable) => Err(Failure::usage(format_args!(
                "{} takes the `{variable}` in {argument:?} for a variable: give another path or value",
                self.title()
            ))),
            _ => Ok(()),
        }
    }

    /// Refuses a name that this client does not take, of those that most do.
    pub(super) fn check_name(self, name: &str) -> Result<(), Failure> {
        match self {
            // Its policies take a tool's name apart at the first underscore after `mcp_`.
            Self::GeminiCli if name.contains('_') => {
                Err(Failure::usage(format_args!("--name {name}: Gemini CLI takes no `_` in a server's name; use `-`")))
            }
            _ => Ok(()),
        }
    }

    /// The file of the person who runs this.
    ///
    /// # Errors
    /// Where the operating system does not tell the person's folder.
    pub(super) fn user_file(self) -> Result<PathBuf, Failure> {
        let home = || dirs::home_dir().ok_or_else(|| no_folder("home folder"));
        let settings = || dirs::config_dir().ok_or_else(|| no_folder("folder for settings"));
        Ok(match self {
            Self::ClaudeDesktop => settings()?.join("Claude").join("claude_desktop_config.json"),
            Self::ClaudeCode => folder("CLAUDE_CONFIG_DIR").map_or_else(home, Ok)?.join(".claude.json"),
            Self::Cursor => home()?.join(".cursor").join("mcp.json"),
            Self::Vscode => settings()?.join("Code").join("User").join("mcp.json"),
            Self::Windsurf => home()?.join(".codeium").join("windsurf").join("mcp_config.json"),
            Self::GeminiCli => folder("GEMINI_CLI_HOME").map_or_else(home, Ok)?.join(".gemini").join("settings.json"),
            Self::Codex => match folder("CODEX_HOME") {
                Some(folder) => folder,
                None => home()?.join(".codex"),
            }
            .join("config.toml"),
        })
    }

    /// The file of a project, from its folder; none where the client has no such file.
    pub(super) fn project_file(self) -> Option<&'static Path> {
        match self {
            Self::ClaudeDesktop | Self::Windsurf => None,
            Self::ClaudeCode => Some(".mcp.json"),
            Self::Cursor => Some(".cursor/mcp.json"),
            Self::Vscode => Some(".vscode/mcp.json"),
            Self::GeminiCli => Some(".gemini/settings.json"),
            Self::Codex => Some(".codex/config.toml"),
        }
        .map(Path::new)
    }
}

/// The folder that a client's own variable names, if it names one.
fn folder(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

fn no_folder(what: &str) -> Failure {
    Failure::failed(format_args!("there is no {what} to be found: name the client's file with --config FILE"))
}
