namespace Emotion.Ambiguity.Speech.VoiceActivity;

/// <summary>Finds where speech begins: where enough of the latest frames are speech. One caller at a time.</summary>
/// <param name="minFrames">Frames of speech that make a beginning, out of one and a half times as many.</param>
internal sealed class OnsetWindow(int minFrames)
{
    private readonly bool[] _latest = new bool[minFrames + minFrames / 2];
    private long _frames;
    private int _speech;

    /// <summary>Frames looked back at.</summary>
    public int Length => _latest.Length;

    /// <summary>Takes a frame.</summary>
    /// <returns>How many frames ago, this one included, speech began; null where it did not.</returns>
    public int? Add(bool isSpeech)
    {
        ref var slot = ref _latest[_frames++ % Length];
        if (slot) _speech--;
        if (isSpeech) _speech++;
        slot = isSpeech;
        if (_speech < minFrames) return null;

        var ago = (int)Math.Min(Length, _frames);
        while (!_latest[(_frames - ago) % Length]) ago--;
        return ago;
    }

    /// <summary>Forgets all frames.</summary>
    public void Clear()
    {
        Array.Clear(_latest);
        (_frames, _speech) = (0, 0);
    }
}
