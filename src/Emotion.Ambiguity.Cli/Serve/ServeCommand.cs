using System.CommandLine;
using Emotion.Ambiguity.AspNetCore;
using Emotion.Ambiguity.Isolation;

namespace Emotion.Ambiguity.Cli.Serve;

/// <summary>The serve command: its arguments, and what they mean.</summary>
internal static class ServeCommand
{
    private const long MegaByte = 1024 * 1024;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var recognition = new RecognitionOptions();
        var host = new Option<string>("--host") { Description = "The address to listen at. The default is this machine alone; there is no authentication, so put a proxy that has it before any other.", DefaultValueFactory = _ => "127.0.0.1" };
        var port = new Option<int>("--port", "-p") { Description = "The port to listen at; 0 for any that is free.", DefaultValueFactory = _ => 5080 };
        var isolated = new Option<bool>("--isolated") { Description = "Runs the engines in a process of their own: where native code ends it, the server goes on with another." };
        var maxBody = new Option<int>("--max-body-mb") { Description = "The largest body, in megabytes, 1 to 1024.", DefaultValueFactory = _ => 16 };
        var maxClip = new Option<int>("--max-clip-seconds") { Description = "The longest clip, in seconds, 1 to 86400.", DefaultValueFactory = _ => 300 };
        var perMinute = new Option<int>("--requests-per-minute") { Description = "Recognitions of one address in a minute; 0 for no limit.", DefaultValueFactory = _ => 120 };
        var concurrent = new Option<int>("--max-concurrent") { Description = "Recognitions at once, 1 to 1024.", DefaultValueFactory = _ => 4 };
        var queued = new Option<int>("--max-queued") { Description = "Requests beyond these that may wait; the next one gets 503 and Retry-After.", DefaultValueFactory = _ => 16 };
        var streams = new Option<int>("--max-streams") { Description = "Live streams at once, 0 to 1024.", DefaultValueFactory = _ => 2 };

        var command = new Command("serve", "Recognises over HTTP, for products in other languages: clips, words, live sound.")
        {
            host, port, isolated, maxBody, maxClip, perMinute, concurrent, queued, streams,
        };
        recognition.AddTo(command);
        command.SetAction((parsed, cancellationToken) => ServeRun.RunAsync(
            new ServeSettings
            {
                Host = parsed.GetRequiredValue(host),
                Port = parsed.GetRequiredValue(port),
                Recognition = recognition.Read(parsed),
                Worker = parsed.GetValue(isolated) ? WorkerCommand.ThisProgram([ServeWorkerCommand.Name, .. recognition.Written(parsed)]) : null,
                Limits = new EmotionRecognitionEndpointOptions
                {
                    MaxBodyBytes = parsed.GetRequiredValue(maxBody) * MegaByte,
                    MaxClipDuration = TimeSpan.FromSeconds(parsed.GetRequiredValue(maxClip)),
                    RequestsPerMinute = parsed.GetRequiredValue(perMinute) is 0 ? null : parsed.GetRequiredValue(perMinute),
                    MaxConcurrent = parsed.GetRequiredValue(concurrent),
                    MaxQueued = parsed.GetRequiredValue(queued),
                    MaxStreams = parsed.GetRequiredValue(streams),
                },
            },
            output,
            error,
            cancellationToken));
        return command;
    }
}
