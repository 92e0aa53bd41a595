using Emotion.Ambiguity.DependencyInjection;
using Emotion.Ambiguity.Isolation;
using Emotion.Ambiguity.Recognition;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives a container a recognizer in a process of its own.</summary>
public static class IsolatedWorkerBuilderExtensions
{
    /// <summary>
    /// Runs the recognizer in a worker process (<see cref="IsolatedRecognizer"/>), which is started with the first utterance, or with the host where LoadAtStart was called.
    /// The first call waits for it and gets its error where it cannot be started; disposing the container ends it. The worker makes its recognizer by itself, where
    /// Main calls <see cref="IsolatedWorker.RunIfWorkerAsync"/>: of the options here Taxonomy alone counts, and must be the worker's.
    /// </summary>
    /// <param name="builder">The recognizer.</param>
    /// <param name="options">How to keep the worker, or null for the defaults: this program is its own worker. Checked when the program starts.</param>
    /// <returns>The builder.</returns>
    public static AmbiguousEmotionRecognizerBuilder UseIsolatedWorker(this AmbiguousEmotionRecognizerBuilder builder, IsolatedRecognizerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseRecognizerSetup(setup => SetUp(setup, options ?? new IsolatedRecognizerOptions()));
    }

    private static EngineLoader<IAmbiguousEmotionRecognizer>? SetUp(EngineSetup setup, IsolatedRecognizerOptions options)
    {
        var faults = options.Faults();
        foreach (var fault in faults) setup.Settings.AddFault("IsolatedWorker", $"is not valid: {fault}");
        if (faults.Count > 0) return null;
        var logger = setup.Services.GetService<ILogger<IsolatedRecognizer>>();
        return async cancellationToken => await IsolatedRecognizer.StartAsync(options, logger, cancellationToken).ConfigureAwait(false);
    }
}
