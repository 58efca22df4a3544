using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CpdCourse.Data.Migrations.Postgres
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
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "Comment",
                table: "OutgoingLinks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CommentsAt",
                table: "Blogs",
                type: "integer",
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

            migrationBuilder.AddForeignKey(
                name: "FK_OutgoingLinks_Comments_Comment",
                table: "OutgoingLinks",
                column: "Comment",
                principalTable: "Comments",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
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

            migrationBuilder.DropColumn(
                name: "CommentsAt",
                table: "Posts");

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
