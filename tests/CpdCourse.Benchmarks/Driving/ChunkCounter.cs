using System.Runtime.InteropServices;

namespace CpdCourse.Benchmarks.Driving;

/// <summary>Counts the body of a chunked answer without keeping it.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ChunkCounter
{
    private Part part;
    private long size;

    private enum Part
    {
        Size,
        SizeEnd,
        Content,
        ContentEnd,
        Trailer,
        Done,
    }

    /// <summary>Bytes of the body so far.</summary>
    public long Length { get; private set; }

    /// <summary>Takes what was received; true once the last chunk is there.</summary>
    public bool Take(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && part is not Part.Done)
        {
            if (part is Part.Content)
            {
                var here = (int)Math.Min(size, bytes.Length);
                Length += here;
                size -= here;
                bytes = bytes[here..];
                part = size == 0 ? Part.ContentEnd : Part.Content;
            }
            else
            {
                Take(bytes[0]);
                bytes = bytes[1..];
            }
        }

        return part is Part.Done;
    }

    // A line feed ends each of the small parts; the size of nothing is the last one, and an empty line follows it.
    private void Take(byte letter)
    {
        if (part is Part.Size && letter is not ((byte)'\r' or (byte)';'))
        {
            size = (size * 16) + Digit(letter);
        }
        else if (part is Part.Size)
        {
            part = Part.SizeEnd;
        }
        else if (letter == (byte)'\n')
        {
            part = part switch
            {
                Part.SizeEnd => size > 0 ? Part.Content : Part.Trailer,
                Part.ContentEnd => Part.Size,
                _ => Part.Done,
            };
        }
    }

    private static int Digit(byte letter) =>
        letter switch
        {
            >= (byte)'0' and <= (byte)'9' => letter - '0',
            >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
            _ => throw new InvalidDataException("A chunk without a size."),
        };
}
