using System.Globalization;
using System.Net;
using System.Text;

namespace CpdCourse.Benchmarks.Driving;

/// <summary>A post's form as its page showed it.</summary>
internal sealed record ShownForm(string Action, string Stamp);

/// <summary>A visitor who sends the comment forms of many posts in turn, never the same words twice, and notes what was taken.</summary>
internal sealed class CommentScript(string name, IReadOnlyList<ShownForm> forms) : IScript
{
    private int count;
    private string said = "";

    /// <summary>What the site said it had taken.</summary>
    public List<string> Taken { get; } = [];

    public ReadOnlyMemory<byte> Next()
    {
        var form = forms[count % forms.Count];
        said = string.Create(
            CultureInfo.InvariantCulture,
            $"{name} {++count}: I *recognise* this, and should like to hear how it went on. Did you ever ask the others?"
        );
        return Requests.Form(
            form.Action,
            Encoding.ASCII.GetBytes(
                $"Input.Stamp={WebUtility.UrlEncode(form.Stamp)}&Input.Text={WebUtility.UrlEncode(said)}&Input.Name=Edith&Input.Mail=&Input.Site=&Input.Subject="
            )
        );
    }

    public bool Accepts(Answer answer)
    {
        if (answer.Status != 303)
        {
            return false;
        }

        Taken.Add(said);
        return true;
    }
}
