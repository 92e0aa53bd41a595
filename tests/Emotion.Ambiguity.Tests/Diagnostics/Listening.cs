using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Emotion.Ambiguity.Diagnostics;

namespace Emotion.Ambiguity.Tests.Diagnostics;

/// <summary>Listens to the library's activities and measurements, as an exporter does.</summary>
internal sealed class Listening : IDisposable
{
    private readonly ActivityListener _activities;
    private readonly MeterListener _meter = new();

    public Listening()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EmotionAmbiguityTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Activities.Enqueue,
        };
        ActivitySource.AddActivityListener(_activities);
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == EmotionAmbiguityTelemetry.Name) listener.EnableMeasurementEvents(instrument);
        };
        _meter.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _meter.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _meter.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _meter.Start();
    }

    public ConcurrentQueue<Activity> Activities { get; } = new();

    public ConcurrentQueue<Measured> Measurements { get; } = new();

    /// <summary>Everything that was heard, as text.</summary>
    public string Everything => string.Join('\n', Activities
        .SelectMany(a => a.TagObjects.Append(new("name", a.DisplayName)).Append(new("status", a.StatusDescription)).Concat(a.Events.SelectMany(e => e.Tags)))
        .Concat(Measurements.SelectMany(m => m.Tags)).Select(t => $"{t.Key}={t.Value}"));

    public Measured[] Of(string instrument) => [.. Measurements.Where(m => m.Instrument == instrument)];

    public void Observe() => _meter.RecordObservableInstruments();

    public void Dispose()
    {
        _activities.Dispose();
        _meter.Dispose();
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Measurements.Enqueue(new Measured(instrument.Name, instrument.Unit, value, tags.ToArray().ToDictionary(t => t.Key, t => t.Value)));

    internal sealed record Measured(string Instrument, string? Unit, double Value, IReadOnlyDictionary<string, object?> Tags);
}
