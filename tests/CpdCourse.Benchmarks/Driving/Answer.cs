using System.Runtime.InteropServices;

namespace CpdCourse.Benchmarks.Driving;

/// <summary>What came back, as far as it tells a page from an error.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Length">Bytes of the body on the wire, without chunk sizes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Answer(int Status, long Length);

/// <summary>What one connection asks, again and again, and what it takes for an answer.</summary>
internal interface IScript
{
    ReadOnlyMemory<byte> Next();

    bool Accepts(Answer answer);
}

/// <summary>The same page every time: the right status, and as long as it was when somebody looked at it (stamps vary by some bytes).</summary>
internal sealed class PageScript(byte[] request, int status, long length) : IScript
{
    private readonly long give = 64 + (length / 50);

    public ReadOnlyMemory<byte> Next() => request;

    public bool Accepts(Answer answer) =>
        answer.Status == status && Math.Abs(answer.Length - length) <= give;
}
