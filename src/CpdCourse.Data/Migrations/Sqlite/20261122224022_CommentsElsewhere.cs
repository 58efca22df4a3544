using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CpdCourse.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CommentsElsewhere : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutgoingLinks_Post_Target",
                table: "OutgoingLinks");

            migrationBuilder.AddColumn<int>(
                name: "CommentsAt",
                table: "Posts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            // In one statement: a foreign key that is added later makes the table anew, outside the transaction.
            migrationBuilder.Sql("ALTER TABLE \"OutgoingLinks\" ADD COLUMN \"Comment\" BLOB NULL CONSTRAINT \"FK_OutgoingLinks_Comments_Comment\" REFERENCES \"Comments\" (\"Id\") ON DELETE CASCADE");

            migrationBuilder.AddColumn<int>(
                name: "CommentsAt",
                table: "Blogs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingLinks_Comment",
                table: "OutgoingLinks",
                column: "Comment",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingLinks_Post_Target",
                table: "OutgoingLinks",
                columns: new[] { "Post", "Target" },
                unique: true,
                filter: "\"Comment\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_OutgoingLinks_Comments_Comment",
                table: "OutgoingLinks");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingLinks_Comment",
                table: "OutgoingLinks");

            migrationBuilder.DropIndex(
                name: "IX_OutgoingLinks_Post_Target",
                table: "OutgoingLinks");

            // Not DropColumn: that makes the table anew, and loses its index over a column that the model has no index for.
            migrationBuilder.Sql("ALTER TABLE \"Posts\" DROP COLUMN \"CommentsAt\"");

            migrationBuilder.DropColumn(
                name: "Comment",
                table: "OutgoingLinks");

            migrationBuilder.DropColumn(
                name: "CommentsAt",
                table: "Blogs");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingLinks_Post_Target",
                table: "OutgoingLinks",
                columns: new[] { "Post", "Target" },
                unique: true);
        }
    }
}
