using Emotion.Ambiguity.Speech.Windowing;

namespace Emotion.Ambiguity.Speech.VoiceActivity;

/// <summary>Cuts sound at <see cref="Audio.SpeechSampleRateHz"/> into segments of speech and the silence between them. One caller at a time.</summary>
/// <remarks>All positions are samples from the start. What it finds does not depend on how the sound is cut into blocks, and its memory not on their number.</remarks>
internal sealed class SpeechSegmenter
{
    private const int Frame = Audio.SpeechSampleRateHz / 100;

    // Once somebody speaks, less is enough to go on: words fade.
    private const double StayOnDb = 3;

    private readonly ActivityMeter _meter;
    private readonly OnsetWindow _onset;
    private readonly WindowCut _cut;
    private readonly float _begin;
    private readonly float _goOn;
    private readonly int _minSilence;
    private readonly int _paddingBefore;
    private readonly int _paddingAfter;
    private readonly float[] _buffer;
    private readonly Queue<SpeechSegment> _found = new();

    private long _bufferStart;
    private int _filled;
    private long _measured;
    private long _told;
    private bool _isOpen;
    private long _start;
    private long? _speechStart;
    private long _speechEnd;

    /// <param name="options">Valid.</param>
    public SpeechSegmenter(VoiceActivityOptions options)
    {
        _meter = new ActivityMeter(options);
        _begin = (float)Math.Pow(10, options.ThresholdDb / 10);
        _goOn = (float)Math.Pow(10, (options.ThresholdDb - StayOnDb) / 10);
        _onset = new OnsetWindow(Frames(options.MinSpeech));
        (_minSilence, _paddingBefore, _paddingAfter) = (Frame * Frames(options.MinSilence), Frame * Frames(options.PaddingBefore), Frame * Frames(options.PaddingAfter));
        _cut = new WindowCut(new AudioWindowOptions { MaxDuration = options.MaxSegment, SearchDuration = options.MaxSegment / 3 });
        var longestWait = Math.Max(_cut.LookAhead, Frame * _onset.Length + _paddingBefore) + Frame * ActivityMeter.WarmUpFrames;
        _buffer = new float[longestWait + Audio.SpeechSampleRateHz];
    }

    /// <summary>Samples taken.</summary>
    public long Samples => _bufferStart + _filled;

    /// <summary>Samples of all segments found.</summary>
    public long SegmentSamples { get; private set; }

    /// <summary>Samples that belong to no segment.</summary>
    public long SilenceSamples => Settled - SegmentSamples;

    /// <summary>Segments found.</summary>
    public long Segments { get; private set; }

    // All before this is in a segment or is silence. Where nobody speaks, _start is the end of the last segment.
    private long Settled => _isOpen ? _start : Math.Max(_start, _told - Frame * _onset.Length - _paddingBefore);

    /// <summary>Takes a block.</summary>
    public void Add(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            if (_filled == _buffer.Length) DropSettled();
            var taken = Math.Min(samples.Length, _buffer.Length - _filled);
            samples[..taken].CopyTo(_buffer.AsSpan(_filled));
            samples = samples[taken..];
            _filled += taken;
            for (; _measured + Frame <= Samples; _measured += Frame) TellAll(_meter.Add(At(_measured, Frame)));
        }
    }

    /// <summary>Ends the sound; a segment that is not over ends with it.</summary>
    public void Complete()
    {
        var rest = (int)(Samples - _measured);
        if (rest > 0) TellAll(_meter.Add(At(_measured, rest)));
        _measured = Samples;
        TellAll(_meter.Complete());
        if (_isOpen) Close(SpeechSegmentEnd.EndOfSound);
        _start = Samples;
    }

    /// <summary>Hands out the segments found, in order.</summary>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SpeechSegment? segment) => _found.TryDequeue(out segment);

    private void TellAll(ReadOnlySpan<float> measures)
    {
        foreach (var measure in measures) Tell(measure);
    }

    private void Tell(float measure)
    {
        // Only the last frame of all may be shorter.
        _told = Math.Min(_told + Frame, Samples);
        if (_isOpen) GoOn(measure >= _goOn);
        else if (_onset.Add(measure >= _begin) is { } frames) Open(_told - Frame * frames);
    }

    private void Open(long speechStart)
    {
        speechStart = Math.Max(_start, speechStart);
        _start = Math.Max(_start, speechStart - _paddingBefore);
        (_isOpen, _speechStart, _speechEnd) = (true, speechStart, _told);
    }

    private void GoOn(bool isSpeech)
    {
        if (isSpeech)
        {
            _speechStart ??= _told - Frame;
            _speechEnd = _told;
        }

        if (_told - _speechEnd >= _minSilence) Close(SpeechSegmentEnd.Silence);
        else if (_told - _start >= _cut.LookAhead) Emit(_cut.LengthOf(At(_start, (int)(_told - _start))), SpeechSegmentEnd.MaxSegment);
    }

    private void Close(SpeechSegmentEnd reason)
    {
        var end = Math.Min(_speechEnd + _paddingAfter, _told);
        // Padding may carry it beyond the limit. What is left of a cut is a segment only if somebody spoke in it.
        while (end > _start && _speechEnd > _start)
        {
            var length = (int)(end - _start);
            var kept = _cut.LengthOf(At(_start, length));
            Emit(kept, kept < length ? SpeechSegmentEnd.MaxSegment : reason);
        }

        _isOpen = false;
        _onset.Clear();
    }

    private void Emit(int length, SpeechSegmentEnd reason)
    {
        var end = _start + length;
        var speechEnd = Math.Min(_speechEnd, end);
        _found.Enqueue(new SpeechSegment
        {
            Start = SampleTime.Of(_start),
            Audio = Audio.FromSamples(At(_start, length).ToArray(), Audio.SpeechSampleRateHz),
            SpeechStart = SampleTime.Of(Math.Min(_speechStart ?? _start, speechEnd)),
            SpeechEnd = SampleTime.Of(speechEnd),
            EndedBy = reason,
        });
        Segments++;
        SegmentSamples += length;
        _start = end;
        _speechStart = _speechEnd > end ? end : null;
    }

    private ReadOnlySpan<float> At(long position, int length) => _buffer.AsSpan((int)(position - _bufferStart), length);

    private void DropSettled()
    {
        var settled = (int)(Settled - _bufferStart);
        _buffer.AsSpan(settled, _filled - settled).CopyTo(_buffer);
        _bufferStart += settled;
        _filled -= settled;
    }

    private static int Frames(TimeSpan duration) => (int)Math.Ceiling(duration.TotalMilliseconds / 10);
}
