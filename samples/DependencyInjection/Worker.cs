using Emotion.Ambiguity.Recognition;
using Microsoft.Extensions.Hosting;

namespace DependencyInjectionSample;

/// <summary>Asks for the recognizer like any service.</summary>
internal sealed class Worker(IAmbiguousEmotionRecognizer recognizer, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var clips = Directory.GetFiles(Path.Combine("samples", "audio"), "*.wav").Order(StringComparer.Ordinal).Select(path => Utterance.FromFile(path));
        await foreach (var outcome in recognizer.RecognizeManyAsync(clips, stoppingToken))
        {
            var best = outcome.Result?.Distribution?.Top(2).Select(t => $"{t.Label} {t.Probability:P0}") ?? [outcome.Error?.Message ?? "unreadable"];
            Console.WriteLine($"{Path.GetFileName(outcome.Utterance.Id)}: {outcome.Result?.Text} -> {string.Join(", ", best)}");
        }

        lifetime.StopApplication();
    }
}
